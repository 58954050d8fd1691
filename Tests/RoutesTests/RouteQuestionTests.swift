import Routes
