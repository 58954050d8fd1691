package import ALBController

extension NameList {
    /// Lists the first names and counts the others.
    package init(_ names: ObjectNames) {
        self.init(names.prefix(Self.shown), count: names.count)
    }
}
