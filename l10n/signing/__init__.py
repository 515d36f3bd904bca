"""Signatures. In: public keys by person, and what somebody said. Out: whether it counts.

Open `keyring.py` first (who has which key, and what a signature is worth), then `ed25519.py` (the
one place that knows the cryptography) and `own_keys.py` (private keys, outside the repository).
"""
