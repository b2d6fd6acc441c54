"""Getting connected: the steps between a member, a contact and a provider."""
