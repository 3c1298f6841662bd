-- At least one row in every table that schema 2 added, and something in every column it added.
UPDATE aspiration SET whys = 'To be useful' || char(10) || 'To be at home in it', how = 'Step by step', path = 'Management', role = 'Team lead', impact = 'People stay',
  field = 'Design', kind = 'role', size = 'large', horizon = 'long', exploring = 1 WHERE id = 'asp-1';
UPDATE goal SET specific = 'At local meetups', begins = '2026-11-01', horizon = 'short', effort = 60, constraints = 'Not in July', commitment = 4, committed = 1763800000003,
  reward = 'A day by the sea' WHERE id = 'goal-1';
INSERT INTO goal (id, title, measure, unit, start, target, state, state_at, state_why, paused_until, into_id, toward_id, rank, created, updated) VALUES
  ('goal-3', 'Speak well', 'level', '', 1, 3, 'merged', 1763800000030, 'The same thing', '2027-01-01', 'goal-1', 'goal-1', 'a2', 1763800000030, 1763800000030);
INSERT INTO goal_version (id, goal_id, at, reason, title, why, measure, unit, start, target, due) VALUES
  ('version-1', 'goal-1', 1763800000031, 'Ten was too many', 'Hold ten talks', 'To be heard', 'number', 'talks', 0, 10, '2027-06-30');
UPDATE milestone SET kind = 'experience', begins = '2026-12-01', proof = 'A recording', notes = 'Small is fine', share = 20 WHERE id = 'milestone-1';
INSERT INTO task (id, goal_id, milestone_id, parent_id, title, notes, begins, due, estimate, energy, priority, checklist, waiting_for, blocked_by, repeat, repeat_from,
  series_id, series_start, share, rank, created, updated) VALUES
  ('task-3', 'goal-1', 'milestone-1', 'task-1', 'Write to her', 'Mention the book', '2026-11-22', '2026-11-27', 45, 'low', 2, '[x] Find the address' || char(10) || '[ ] Send it',
   'Ana', 'task-2', 'FREQ=WEEKLY;BYDAY=FR', 'from_done', 'task-3', '2026-11-27', 5, 'a2', 1763800000032, 1763800000032);
