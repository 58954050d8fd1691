import ALBController

/// What people write for a boolean, besides the two words that the controller knows.
enum BooleanWord {
    /// Nil for a text that says neither yes nor no.
    static func meaning(_ text: String) -> Bool? {
        switch GoText.trimSpace(text).lowercased() {
        case "true", "t", "1", "yes", "y", "on", "enable", "enabled": true
        case "false", "f", "0", "no", "n", "off", "disable", "disabled": false
        default: nil
        }
    }
}
