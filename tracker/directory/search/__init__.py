"""The search over facilities, agencies and the catalogue's places, by words as people type them."""
