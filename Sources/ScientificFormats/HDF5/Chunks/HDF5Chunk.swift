/// A chunk of numbers as it is stored.
struct HDF5Chunk {
    let address: Int
    /// The number of bytes in the file.
    let size: Int
    /// A bit for each filter that was left out.
    let mask: Int
}
