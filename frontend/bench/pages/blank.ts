// Marks the moment as Northboard's page does: the frame after the one in which everything was painted.
requestAnimationFrame(() => requestAnimationFrame(() => performance.mark('board-usable')));
