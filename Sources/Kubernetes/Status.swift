import JSON

/// `metav1.Status` of a denial.
package struct Status: Sendable {
    package var code: Int
    package var reason: String
    package var message: String
    package var details: Details?

    package init(code: Int, reason: String, message: String, details: Details? = nil) {
        self.code = code
        self.reason = reason
        self.message = message
        self.details = details
    }

    package struct Details: Sendable {
        package var name: String
        package var group: String
        package var kind: String
        package var causes: [Cause]

        package init(name: String, group: String, kind: String, causes: [Cause]) {
            self.name = name
            self.group = group
            self.kind = kind
            self.causes = causes
        }
    }

    package struct Cause: Sendable {
        package var reason: String
        package var message: String
        package var field: String

        package init(reason: String, message: String, field: String) {
            self.reason = reason
            self.message = message
            self.field = field
        }
    }

    func write(to json: inout JSONWriter) {
        json.beginObject()
        json.key("status")
        json.string("Failure")
        json.key("message")
        json.string(message)
        json.key("reason")
        json.string(reason)
        if let details {
            json.key("details")
            details.write(to: &json)
        }
        json.key("code")
        json.integer(code)
        json.endObject()
    }
}

extension Status.Details {
    fileprivate func write(to json: inout JSONWriter) {
        json.beginObject()
        for (key, value) in [("name", name), ("group", group), ("kind", kind)] where !value.isEmpty {
            json.key(key)
            json.string(value)
        }
        json.key("causes")
        json.beginArray()
        for cause in causes {
            json.beginObject()
            json.key("reason")
            json.string(cause.reason)
            json.key("message")
            json.string(cause.message)
            json.key("field")
            json.string(cause.field)
            json.endObject()
        }
        json.endArray()
        json.endObject()
    }
}
