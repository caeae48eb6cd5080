/**
 * Who stands in is said in one place (decision 0029): the deputation. Deputies who were named with an absence (0022) become
 * deputations with their dated post, except where one stands already for these days or a later word replaced it; `absence`
 * keeps from when to when somebody is away and names nobody any more.
 */
export const name = '0030-deputies';
export const sql = `
CREATE TEMP TABLE named ON COMMIT DROP AS
SELECT md5('deputation/' || x.id)::uuid AS post_id, x.post_id AS principal_post, x.at,
  pp.region_code, pp.unit_id, pp.unit_path, pp.title, pp.role, pa.account_id AS principal_account, da.account_id AS deputy_account,
  dp.person_region, dp.person_id,
  (x.from_at AT TIME ZONE 'Asia/Shanghai')::date AS from_day, ((x.until_at - interval '1 ms') AT TIME ZONE 'Asia/Shanghai')::date + 1 AS to_day
FROM absence x JOIN post pp ON pp.id = x.post_id JOIN post dp ON dp.id = x.deputy_post
  JOIN LATERAL (SELECT account_id FROM account_post WHERE post_id = x.post_id ORDER BY account_id LIMIT 1) pa ON true
  JOIN LATERAL (SELECT account_id FROM account_post WHERE post_id = x.deputy_post ORDER BY account_id LIMIT 1) da ON true
WHERE x.ended_at IS NULL AND pp.role IS NOT NULL AND pp.role NOT LIKE '%-admin' AND pa.account_id <> da.account_id
  AND NOT EXISTS (SELECT 1 FROM absence y WHERE y.post_id = x.post_id AND y.deputy_post IS NOT NULL AND y.ended_at IS NULL
    AND (y.at, y.id) > (x.at, x.id) AND y.from_at < x.until_at AND y.until_at > x.from_at)
  AND NOT EXISTS (SELECT 1 FROM deputation d WHERE d.principal_post = x.post_id AND d.ended_at IS NULL
    AND d.from_day <= (x.until_at AT TIME ZONE 'Asia/Shanghai')::date AND d.to_day > (x.from_at AT TIME ZONE 'Asia/Shanghai')::date);
INSERT INTO post (region_code, id, person_region, person_id, unit_id, unit_path, title, role, from_day, to_day)
SELECT region_code, post_id, person_region, person_id, unit_id, unit_path, left('代理' || title, 60), role, from_day, to_day FROM named;
INSERT INTO account_post (account_id, post_id, region_code) SELECT deputy_account, post_id, region_code FROM named;
UPDATE person p SET reach = ARRAY(SELECT DISTINCT r.path FROM unnest(p.reach || n.paths) AS r (path) ORDER BY 1)
FROM (SELECT person_id, array_agg(DISTINCT unit_path) AS paths FROM named GROUP BY person_id) n WHERE p.id = n.person_id;
INSERT INTO deputation (post_id, region_code, principal_post, principal_account, deputy_account, from_day, to_day, reason, given_by, at)
SELECT post_id, region_code, principal_post, principal_account, deputy_account, from_day, to_day, '请假', principal_account, at FROM named;
ALTER TABLE absence DROP COLUMN deputy_post, DROP COLUMN deputy_person, DROP COLUMN deputy_name;
`;
