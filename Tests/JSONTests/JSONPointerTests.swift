import Testing

import JSON

struct JSONPointerTests {
    @Test
    func placeholder() {}
}
