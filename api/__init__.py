"""The same cases as JSON over HTTP; asks the service, decides nothing."""
