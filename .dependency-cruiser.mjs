/**
 * Who may know whom (docs/architecture.md). A room knows only rooms further down, through their front doors (index.ts).
 * Rooms of one floor do not know each other, save where KNOWS_BESIDE says so and why.
 */
const FLOORS = [
  ['platform'],
  ['identity', 'audit'],
  ['org'],
  ['access'],
  // What is decided about the others' work: every room above may ask it, and it asks none of them.
  ['settings'],
  // The roster asks only who may; rooms that hand work to persons stand above it.
  ['people'],
  ['inbox', 'notices', 'search'],
  ['ledgers', 'workbooks'],
  // The files of a line stand on a floor with its figures: both know lines, neither knows the other.
  ['figures', 'files'],
  ['flows'],
  ['cases', 'returns'],
  // Matters become lines, which is seen from above both.
  ['duties', 'closing', 'network', 'projection'],
  ['papers', 'trends'],
  // The public pages: flows take what comes in, by ports. Referrals write papers and have a page for agencies.
  ['voices', 'referrals', 'assessments'],
  // One person's data wherever a case has it: letters, matters, files, what went to agencies.
  ['personal'],
  // Her page takes what she asks of her own data.
  ['portal'],
  ['institutions'],
  ['exchange', 'home', 'find'],
  // Whole stores and whole subtrees leave the house by the exchange format, with their attachments.
  ['backups', 'takeout', 'preview'],
  ['cli'],
];
const KNOWS_BESIDE = {
  // A sign-in and a failed one are audited in their own transaction (SECURITY 20).
  identity: ['audit'],
  // Pure and without a floor of its own: papers puts what was read beside the ledgers (DESIGN §3).
  papers: ['reading'],
  // Imported lines are the ledgers' own: checked, written and withdrawn by them (docs/decisions/0018).
  workbooks: ['ledgers'],
};

/** Tests and what only tests use may look behind front doors. */
const TEST =
  '\\.(test|fixture)\\.tsx?$|/testing-[a-z-]+\\.ts$|^institutions/(check-institution|example-oracle)\\.ts$|^samples/naive-figures|^server/figures/oracle';
/** The top of the house: where everything is wired. */
const TOP = '^server/(compose|main)\\.ts$|^server/cli/|^server/[^/]+\\.ts$';

const roomRules = FLOORS.flatMap((floor, height) =>
  floor.map((room) => {
    const below = FLOORS.slice(0, height).flat();
    const may = [room, ...below, ...(KNOWS_BESIDE[room] ?? [])];
    return {
      name: `room-${room}`,
      comment: `server/${room} knows: ${may.slice(1).join(', ') || 'nobody'}`,
      severity: 'error',
      from: { path: `^server/${room}/`, pathNot: TEST },
      to: { path: '^server/', pathNot: room === 'cli' ? [] : `^server/(${may.join('|')})/` },
    };
  }),
).filter((rule) => rule.name !== 'room-cli');

const rule = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

export default {
  forbidden: [
    ...roomRules,
    rule(
      'front-doors',
      'from outside, a room is entered through an index.ts',
      { path: '^server/([^/]+)/', pathNot: [TEST, '^server/migrations/'] },
      {
        path: '^server/[^/]+/.',
        pathNot: ['^server/$1/', '/index\\.ts$'],
      },
    ),
    rule(
      'front-doors-from-outside',
      'the top of the house, commands, samples, bench and institutions use front doors too',
      { path: '^server/[^/]+\\.ts$|^(institutions|samples|bench|bin|web)/' },
      { path: '^server/[^/]+/.', pathNot: ['/index\\.ts$', '^server/cli/'] },
    ),
    rule(
      'reading-knows-nobody',
      'reading is usable alone',
      { path: '^server/reading/', pathNot: TEST },
      { path: '^(server|contracts|institutions|samples|web)/', pathNot: '^server/reading/' },
    ),
    rule(
      'migrations-know-nobody',
      'a landed migration never changes, so it may not lean on code that does',
      { path: '^server/migrations/', pathNot: TEST },
      { path: '^(server|contracts|institutions|samples|web)/', pathNot: '^server/(migrations|platform)/' },
    ),
    rule(
      'contracts-know-zod',
      'contracts holds shapes and the expression language',
      { path: '^contracts/', pathNot: TEST },
      { path: '.', pathNot: '^contracts/|node_modules/zod/' },
    ),
    rule(
      'institutions-are-data',
      'an institution knows only contracts; its test may use the front doors of the engines',
      { path: '^institutions/', pathNot: TEST },
      { path: '.', pathNot: '^(institutions|contracts)/' },
    ),
    rule(
      'samples',
      'the sample world knows contracts, institutions and the code tree',
      { path: '^samples/', pathNot: TEST },
      { path: '^(server|web|bench|bin|tests)/', pathNot: '^server/org/regions/index\\.ts$' },
    ),
    rule(
      'web-knows-contracts',
      'pages know the wire and nothing behind it',
      { path: '^web/' },
      { path: '^(server|institutions|samples|bench|bin)/' },
    ),
    rule(
      'server-names-no-institution',
      'institutions and samples are handed in where the house is wired',
      { path: '^server/', pathNot: [TEST, TOP] },
      { path: '^(institutions|samples)/' },
    ),
    rule(
      'nobody-below-the-top',
      'the top of the house is known to nobody but tests, bench and commands',
      { path: '^(server/[^/]+/|contracts|institutions|samples|web)', pathNot: [TEST, '^server/cli/'] },
      { path: '^server/(cli/|[^/]+\\.ts$)' },
    ),
    rule(
      'no-tests-in-the-house',
      'code does not lean on tests or on the bench',
      // ./halfsky bench is the bench's own door.
      { path: '^(server|contracts|institutions|samples|web)/', pathNot: [TEST, '^server/cli/bench\\.ts$'] },
      { path: `^(tests|bench)/|${TEST}` },
    ),
    rule(
      'one-file-knows-hucre',
      'the workbook library is wrapped, so that another can take its place (docs/decisions/0018)',
      { path: '.', pathNot: [TEST, '^server/workbooks/book/hucre\\.ts$', 'node_modules/'] },
      { path: 'node_modules/hucre/' },
    ),
    rule(
      'no-development-packages',
      'what runs in an office is a dependency of the office',
      {
        path: '^(server|contracts|institutions|samples)/',
        pathNot: TEST,
      },
      { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'] },
    ),
    // Between rooms no circle is possible at all; inside one, types that name each other cost nothing at run time.
    rule(
      'no-cycles',
      'a circle has no bottom',
      {},
      { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    ),
    rule('no-dead-import', 'an import leads somewhere', {}, { couldNotResolve: true }),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|var|data)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'node', 'default'],
    },
  },
};
