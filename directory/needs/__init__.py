"""What a sentence asks for, in the national standard's words: services, publics, special care, price, day and time."""
