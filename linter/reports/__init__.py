"""Writers: a report becomes text for people and machines."""
