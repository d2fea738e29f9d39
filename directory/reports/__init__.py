"""What people say is wrong about a site: kept without personal data, counted, queued, exported to the producer."""
