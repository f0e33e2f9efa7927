"""What scripts/page checks. Arguments: the browser, the page, and a folder for screenshots or nothing."""

import pathlib
import sys

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

browser_path, page_path, shots = sys.argv[1], pathlib.Path(sys.argv[2]), sys.argv[3]
SIZES = {"wide": (1280, 900), "phone": (390, 844)}
faults = []


def check(condition, message):
    if not condition:
        faults.append(message)


def watch(page, name):
    """Collects what the page complains of, and what it loads."""
    page.on("pageerror", lambda error: faults.append(f"{name}: {error}"))
    page.on("console", lambda line: check(line.type not in ("error", "warning"), f"{name}: {line.text}"))
    page.on("request", lambda request: check(
        request.url.startswith(("file:", "data:")), f"{name}: loads {request.url}"))


def interact(page):
    """Clicks what there is to click."""
    claims = page.locator(".claim")
    count = claims.count()
    check(count > 20, f"{count} claims")
    kind = page.locator("#filter input[type=checkbox]").first
    kind.uncheck()
    shown = page.locator(".claim:not([hidden])").count()
    check(0 < shown < count, f"the filter leaves {shown} of {count} claims")
    check(page.locator("#found").inner_text() == f"{shown} of {count}", "the count of claims is wrong")
    kind.check()
    page.fill("#words", "jasper rmse")
    check(0 < page.locator(".claim:not([hidden])").count() < count, "words do not filter")
    page.fill("#words", "")

    page.locator(".claim > summary").first.focus()
    page.keyboard.press("Enter")
    check(claims.first.get_attribute("open") is not None, "a claim does not open by keyboard")

    table = page.locator("section[aria-labelledby=tables] table[data-sortable]").first
    head = table.locator("thead tr").last.locator("th").nth(1)
    values = lambda: [
        float(text.replace("−", "-"))
        for text in table.locator("tbody tr td:nth-of-type(1)").all_inner_texts() if text.strip() != "–"]
    head.locator("button").click()
    check(head.get_attribute("aria-sort") == "ascending" and values() == sorted(values()), "a column does not sort")
    head.locator("button").click()
    check(values() == sorted(values(), reverse=True), "a column does not sort backwards")

    board = page.locator("table.board").first
    check(board.locator("tbody tr").count() > 2, "a leaderboard has no rows")
    first = board.locator("tbody th").first.inner_text()
    board.locator("thead button").nth(1).click()
    check(board.locator("tbody th").first.inner_text() == first, "a leaderboard does not begin with the best")
    board.locator("thead button").nth(1).click()
    check(board.locator("tbody th").first.inner_text() != first, "a leaderboard does not sort backwards")
    board.locator("thead button").nth(1).click()

    link = page.locator("section[aria-labelledby=tables] a[data-run]").first
    run = link.get_attribute("data-run")
    link.focus()
    page.keyboard.press("Enter")
    dialog = page.locator("dialog[open]")
    check(dialog.count() == 1, "a number does not open its runs")
    text = dialog.inner_text()
    for word in (f"Run {run}", "seed", "commit", "kernels", "git blob", "proportions verify", "experiments/", "0x"):
        check(word in text, f"the runs do not say '{word}'")
    if shots:
        page.screenshot(path=f"{shots}/dialog.png")
    page.keyboard.press("Escape")
    check(page.locator("dialog[open]").count() == 0, "the runs do not close")
    check(link.evaluate("link => link === document.activeElement"), "focus does not return to the number")


def explore(page):
    """Makes a figure larger, and moves the cursor over maps where there are some."""
    page.locator(".enlarge").first.click()
    check(page.locator("dialog[open] img").evaluate("image => image.naturalWidth > 0"), "a figure does not open")
    width = page.locator("#zoom img").bounding_box()["width"]
    page.click("#zoom-in")
    check(page.locator("#zoom img").bounding_box()["width"] == 2 * width, "a figure does not grow")
    page.keyboard.press("Escape")
    for figure in page.locator(".maps").all():
        figure.scroll_into_view_if_needed()
        figure.locator("canvas").first.wait_for()
        cells = lambda: figure.locator("tbody td").all_inner_texts()
        tiles, before = figure.locator(".tiles"), cells()
        check(tiles.locator("canvas").count() == figure.locator("tbody tr").count(), "a method has no map")
        check(all(text == "–" or 0 <= float(text) <= 100 for text in before), f"not in percent: {before}")
        check(any(text != "–" for text in before), "the cursor does not begin in the test region")
        tiles.focus()
        seen = {tuple(before)}
        for _ in range(12):
            page.keyboard.press("ArrowRight")
            page.keyboard.press("ArrowDown")
            seen.add(tuple(cells()))
        check(len(seen) > 1, "the cursor shows the same everywhere")
        for spectrum in figure.locator("canvas.chart").all():
            drawn = lambda: spectrum.evaluate("canvas => canvas.toDataURL()")
            before = drawn()
            for _ in range(8):
                page.keyboard.press("ArrowLeft")
            check(drawn() != before, "the spectrum does not follow the cursor")
        place = figure.get_by_role("status")
        told = place.inner_text()
        tiles.locator("canvas").first.hover(position={"x": 2, "y": 2})
        check(place.inner_text() != told, "the cursor does not follow the pointer")
        if shots:
            figure.screenshot(path=f"{shots}/{figure.get_attribute('id')}.png")


def inspect(page):
    """Moves along patterns where there are some, as in a local page."""
    for figure in page.locator(".fits").all():
        figure.scroll_into_view_if_needed()
        figure.locator("canvas").first.wait_for()
        place, view = figure.get_by_role("status"), figure.locator("[role=group]")
        pictures = lambda: figure.locator("canvas").first.evaluate("canvas => canvas.toDataURL()")
        told, seen = place.inner_text(), pictures()
        view.focus()
        page.keyboard.press("+")
        check(place.inner_text() != told and pictures() != seen, "a pattern does not come nearer")
        nearer = place.inner_text()
        page.keyboard.press("ArrowRight")
        check(place.inner_text() != nearer, "a pattern does not move")
        figure.get_by_role("button", name="Whole").click()
        check(place.inner_text() == told and pictures() == seen, "a pattern does not come back whole")
        box = figure.locator("canvas").first.bounding_box()
        page.mouse.move(box["x"] + 200, box["y"] + 50)
        page.mouse.down()
        page.mouse.move(box["x"] + 400, box["y"] + 50)
        page.mouse.up()
        check(place.inner_text() != told, "a stretch cannot be drawn")
        figure.get_by_role("button", name="Whole").click()
        figure.locator("select").select_option(index=1)
        check(place.inner_text() != told and pictures() != seen, "another pattern is not shown")
        if shots:
            figure.screenshot(path=f"{shots}/{figure.get_attribute('id')}.png")


def audit(page, name):
    """Runs axe-core with everything open."""
    page.evaluate("document.querySelectorAll('details').forEach(details => details.open = true)")
    for violation in Axe().run(page).response["violations"]:
        targets = [node["target"] for node in violation["nodes"][:3]]
        faults.append(f"{name}: axe {violation['id']}: {violation['help']} {targets}")
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    check(wide <= 0, f"{name}: the page is {wide} pixels too wide")
    page.evaluate("document.querySelectorAll('details').forEach(details => details.open = false)")


def print_out(browser):
    """Prints the page on A4 from a dark screen: in black on white, no line cut off."""
    # A4 less the margins of the page, at 96 pixels an inch.
    context = browser.new_context(viewport={"width": round((210 - 24) / 25.4 * 96), "height": 1000}, color_scheme="dark")
    page = context.new_page()
    watch(page, "print")
    page.goto(page_path.as_uri())
    page.emulate_media(media="print", color_scheme="dark")
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    check(wide <= 0, f"print: the page is {wide} pixels too wide")
    for part, wanted in (("color", "rgb(0, 0, 0)"), ("backgroundColor", "rgb(255, 255, 255)")):
        found = page.evaluate(f"getComputedStyle(document.body).{part}")
        check(found == wanted, f"print: {part} is {found}")
    for hidden in ("nav", "#filter", "#runs"):
        check(page.locator(hidden).first.is_hidden(), f"print: {hidden} is printed")
    paper = page.pdf(format="A4", print_background=True)
    check(paper.count(b"/Type /Page\n") + paper.count(b"/Type /Page ") > 1, "print: one sheet or none")
    if shots:
        (pathlib.Path(shots) / "print.pdf").write_bytes(paper)
    context.close()


with sync_playwright() as playwright:
    browser = playwright.chromium.launch(executable_path=browser_path, args=["--no-sandbox"])
    for size, (width, height) in SIZES.items():
        for scheme in ("light", "dark"):
            name = f"{size}-{scheme}"
            context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme)
            page = context.new_page()
            watch(page, name)
            page.goto(page_path.as_uri())
            paint = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0")
            print(f"{name}: first paint after {paint:.0f} ms")
            if shots:
                pathlib.Path(shots).mkdir(parents=True, exist_ok=True)
                page.screenshot(path=f"{shots}/{name}.png")
                page.screenshot(path=f"{shots}/{name}-whole.png", full_page=True)
            if name == "wide-light":
                interact(page)
                explore(page)
                inspect(page)
            audit(page, name)
            context.close()
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    watch(page, "without scripts")
    page.goto(page_path.as_uri())
    check(page.locator("#filter").is_hidden(), "without scripts: a filter that does nothing is shown")
    page.locator("table[data-sortable] a[data-run]").first.click()
    check(page.locator(":target").is_visible(), "without scripts: a number does not lead to its runs")
    context.close()
    print_out(browser)
    browser.close()

for fault in faults:
    print(f"failed: {fault}")
print(f"{page_path.stat().st_size / 1e6:.2f} MB, {len(faults)} faults")
sys.exit(bool(faults))
