import * as m1 from './0001-units.ts';
import * as m2 from './0002-access.ts';
import * as m3 from './0003-ledgers.ts';
import * as m4 from './0004-figures.ts';
import * as m5 from './0005-walls.ts';
import * as m6 from './0006-words.ts';
import * as m8 from './0008-former-members.ts';
import * as m9 from './0009-reading.ts';
import * as m10 from './0010-accounts.ts';
import * as m11 from './0011-lean-cells.ts';
import * as m12 from './0012-workbooks.ts';
import * as m13 from './0013-files.ts';
import * as m14 from './0014-views.ts';
import * as m15 from './0015-covering-lists.ts';
import * as m16 from './0016-people.ts';
import * as m17 from './0017-seats.ts';
import * as m18 from './0018-network.ts';
import * as m19 from './0019-report-desk.ts';
import * as m20 from './0020-settings.ts';
import * as m21 from './0021-kept-texts.ts';
import * as m22 from './0022-flows.ts';
import * as m23 from './0023-flow-walls.ts';
import * as m24 from './0024-letters.ts';
import * as m25 from './0025-referrals.ts';
import * as m26 from './0026-privacy.ts';
import * as m27 from './0027-projection.ts';
import * as m28 from './0028-matter-papers.ts';
import * as m29 from './0029-matter-links.ts';
import * as m30 from './0030-deputies.ts';
import * as m31 from './0031-personal.ts';
import * as m33 from './0033-lean-matters.ts';
import * as m34 from './0034-safe-contact.ts';
import * as m35 from './0035-rights-work.ts';
import * as m36 from './0036-copies.ts';
import * as m39 from './0039-post-by-id.ts';

/** Forward only, in order. A landed migration is never edited: the next one mends it. */
export const MIGRATIONS: readonly { readonly name: string; readonly sql: string }[] = [
  m1,
  m2,
  m3,
  m4,
  m5,
  m6,
  m8,
  m9,
  m10,
  m11,
  m12,
  m13,
  m14,
  m15,
  m16,
  m17,
  m18,
  m19,
  m20,
  m21,
  m22,
  m23,
  m24,
  m25,
  m26,
  m27,
  m28,
  m29,
  m30,
  m31,
  m33,
  m34,
  m35,
  m36,
  m39,
];
