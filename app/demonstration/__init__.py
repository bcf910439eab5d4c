"""A practice to look at: forty made-up patients, a day of bookings, devices that send, a visit up to the ministry."""
