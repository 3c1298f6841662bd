-- At least one row in every table of schema 1, as a small library has them.
INSERT INTO aspiration (id, what, why, hue, north_star, rank, created, updated) VALUES ('asp-1', 'Lead a team that people want to join', 'So that work is a good place', 3, 1, 'a0', 1763800000000, 1763800000000);
INSERT INTO goal (id, title, why, measure, unit, start, target, due, hours, reached, rank, created, updated) VALUES
  ('goal-1', 'Hold five talks', 'To be heard', 'number', 'talks', 0, 5, '2027-06-30', 2.5, NULL, 'a0', 1763800000001, 1763800000002),
  ('goal-2', 'Learn Portuguese — até já', '', 'done', '', 0, NULL, NULL, NULL, 1763800000003, 'a1', 1763800000001, 1763800000003);
INSERT INTO goal_aspiration (id, goal_id, aspiration_id) VALUES ('ga-1', 'goal-1', 'asp-1');
INSERT INTO reading (id, goal_id, day, value, note, created) VALUES ('reading-1', 'goal-1', '2026-11-22', 0.1, 'A short one', 1763800000004);
INSERT INTO milestone (id, goal_id, title, due, done, rank, created, updated) VALUES ('milestone-1', 'goal-1', 'First talk', '2026-12-24', NULL, 'a0', 1763800000005, 1763800000005);
INSERT INTO task (id, goal_id, milestone_id, title, due, due_time, done, rank, created, updated) VALUES
  ('task-1', 'goal-1', 'milestone-1', 'Ask Ana for a date', '2026-11-23', '09:30', NULL, 'a0', 1763800000006, 1763800000006),
  ('task-2', NULL, NULL, 'Tidy the desk', NULL, NULL, 1763800000007, 'a1', 1763800000006, 1763800000007);
INSERT INTO picture (id, ext, name, width, height, bytes, animated, colour, created) VALUES ('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855', 'jpg', 'sea.jpg', 4032, 3024, 1234567, 0, '#7fa3c7', 1763800000008);
INSERT INTO preview_job (picture_id, attempts, queued) VALUES ('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855', 1, 1763800000009);
INSERT INTO board (id, title, background, rank, created, updated) VALUES ('board-1', 'My board', '{"kind":"paper","value":"cork"}', 'a0', 1763800000010, 1763800000010);
INSERT INTO item (id, board_id, kind, x, y, w, h, rotation, z, picture_id, goal_id, aspiration_id, text, style, created, updated) VALUES
  ('item-1', 'board-1', 'picture', 0.1, -20.7, 300, 200, 2.5, 'a0', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855', 'goal-1', NULL, '', '{"caption":"The sea"}', 1763800000011, 1763800000011),
  ('item-2', 'board-1', 'word', 400, 10, 120, 60, 0, 'a1', NULL, NULL, 'asp-1', 'Courage', '{}', 1763800000012, 1763800000012);
INSERT INTO reminder (id, kind, enabled, weekday, time, updated) VALUES ('reminder-1', 'review', 1, 0, '18:00', 1763800000013);
INSERT INTO occurrence (id, key, kind, subject, title, body, due, state, claimed, claimed_by, shown, notification, answered, answer, doubtful, digest_id, created) VALUES
  ('occurrence-1', 'task/task-1/2026-11-22T09:30', 'task', 'task-1', 'Ask Ana for a date', '', 1763800000014, 'answered', 1763800000015, 'agent 1', 1763800000016, 7, 1763800000017, 'done', 0, NULL, 1763800000014);
INSERT INTO review (id, started, finished, from_seq, to_seq, next) VALUES ('review-1', 1763800000018, 1763800000019, 0, 1, '2026-11-29');
INSERT INTO win (id, text, day, goal_id, review_id, created) VALUES ('win-1', 'Said yes to a talk', '2026-11-21', 'goal-1', 'review-1', 1763800000020);
INSERT INTO former_wallpaper (id, state, created) VALUES ('xfce', '{"image":"/usr/share/backgrounds/x.svg"}', 1763800000021);
INSERT INTO setting (id, value) VALUES ('dateOrder', 'DMY');
INSERT INTO operation (id, at, label, origin, burst, verb, reverses, state, first_seq, last_seq) VALUES
  (1, 1763800000022, 'Add a win', 'user', '', 'do', NULL, 'undone', 1, 1),
  (2, 1763800000023, 'Add a win', 'user', '', 'undo', 1, 'done', 2, 2),
  (3, 1763800000024, 'Add a board', 'user', '', 'do', NULL, 'done', 3, 3);
INSERT INTO change (seq, operation, kind, row, verb, before, after) VALUES
  (1, 1, 'win', 'win-0', 'insert', NULL, '{"id":"win-0","text":"Slept well","day":"2026-11-20","goal_id":null,"review_id":null,"created":1763800000022}'),
  (2, 2, 'win', 'win-0', 'delete', '{"id":"win-0","text":"Slept well","day":"2026-11-20","goal_id":null,"review_id":null,"created":1763800000022}', NULL),
  (3, 3, 'board', 'board-1', 'insert', NULL, '{"id":"board-1","title":"My board","background":"{\"kind\":\"paper\",\"value\":\"cork\"}","rank":"a0","created":1763800000010,"updated":1763800000010}');
