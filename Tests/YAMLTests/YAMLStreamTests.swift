import Testing
import YAML

struct YAMLStreamTests {
    @Test("an empty stream has no document")
    func empty() {
        var count = 0
        YAMLStream.read([]) { _ in count += 1 }
        #expect(count == 0)
    }
}
