/// One line on a terminal that says what is going on; nothing where standard error is none.
struct ProgressLine {
    private let console: Console

    init(_ console: Console) {
        self.console = console
    }

    func show(_ text: String) {
        guard console.errIsTerminal else { return }
        console.err("\r\u{1B}[K\(text)...")
    }

    func clear() {
        guard console.errIsTerminal else { return }
        console.err("\r\u{1B}[K")
    }
}
