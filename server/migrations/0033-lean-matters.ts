/**
 * What a step costs the indexes of matters, and words sought in one post's boxes. A row of `matter_seat` stands in one of two
 * indexes by its lane: what waits is sorted by when it is due; what passed by its last move, and that one carries title, number
 * and kind, so that ten thousand rows are looked through without being fetched. Titles are cut for it (an index row holds no
 * more than 2,700 bytes); the matter keeps its whole one. Nothing that a step changes in `matter` stands in an index any more
 * (counts read `due_at` and came to the row anyway), and pages keep room for the next version of a row beside it.
 */
export const name = '0033-lean-matters';
export const sql = `
UPDATE matter_seat SET title = left(title, 300) WHERE length(title) > 300;
DROP INDEX matter_seat_due, matter_seat_moved, matter_seat_flow;
CREATE INDEX matter_seat_waits ON matter_seat (post_id, lane, rank, due_at, matter_id) WHERE lane <> 'past';
CREATE INDEX matter_seat_past ON matter_seat (post_id, moved_at DESC, matter_id DESC) INCLUDE (region_code, flow, number, title) WHERE lane = 'past';
DROP INDEX matter_count;
CREATE INDEX matter_path ON matter (unit_path);
ALTER TABLE matter SET (fillfactor = 80);
ALTER TABLE matter_seat SET (fillfactor = 90);
ALTER TABLE matter_clock SET (fillfactor = 80);
`;
