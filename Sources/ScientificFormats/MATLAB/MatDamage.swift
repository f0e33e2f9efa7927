/// What is wrong with a part of a MATLAB file; whoever knows the file and the variable adds them.
struct MatDamage: Error {
    let reason: String
}
