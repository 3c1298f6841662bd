INSERT INTO reminder (id, kind, enabled, time, until, title, body, rule, day, anchor, days_before, aspiration_id, updated) VALUES
  ('reminder-3', 'affirmation', 1, '08:00', '20:00', 'I finish what I begin', '', 'FREQ=DAILY', '2026-11-22', '', 0, NULL, 1763800000030);
INSERT INTO boundary (id, kind, title, days, begins, ends, reminds, enabled, created, updated) VALUES
  ('boundary-1', 'quiet', '', 127, '22:00', '07:00', 0, 1, 1763800000031, 1763800000031),
  ('boundary-2', 'protected', 'No e-mail', 62, '09:00', '11:00', 1, 1, 1763800000032, 1763800000032);
INSERT INTO day_off (id, first, last, title, created) VALUES ('day-off-1', '2026-12-24', '2027-01-03', 'Between the years', 1763800000033);
INSERT INTO occurrence (id, key, kind, subject, title, body, due, state, created, reminder_id, why, picture, route, held) VALUES
  ('occurrence-3', 'r/reminder-3/2026-11-22T12:00', 'affirmation', '', 'I finish what I begin', '', 1763800000034, 'due', 1763800000035, 'reminder-3', 'So that it counts', '', 'board', 1);
