/// The value that serves both, as it is pasted.
let bothListenPorts = #"'[{"HTTP": 80}, {"HTTPS": 443}]'"#
