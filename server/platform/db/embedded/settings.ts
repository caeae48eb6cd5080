/**
 * Settings of the embedded server: for two cores, a small machine (Node and PostgreSQL together ≤ 250 MB at
 * rest) and tables of millions of rows. An installation may override each of these through `settings`.
 */
const TUNING: Readonly<Record<string, string>> = {
  // Memory. Measured with a tree of 665,270 nodes and 11 connections that had read all of it, 60 s idle:
  // 137 MB (PSS of all server processes) at 80MB, 157 MB at 96MB; 55 MB of it are the processes' own.
  // What does not fit here is still cached by the operating system, outside our budget.
  shared_buffers: '80MB',
  effective_cache_size: '1GB',
  work_mem: '16MB',
  maintenance_work_mem: '64MB',
  autovacuum_work_mem: '32MB',
  max_connections: '60',
  huge_pages: 'off',
  // Compiling plans costs more than it gains here: one short query would pay 100 ms and 20 MB for it.
  jit: 'off',
  // Three I/O worker processes by default; two cores and a local disk gain nothing from them.
  io_method: 'sync',
  max_worker_processes: '4',
  max_parallel_workers: '2',
  max_parallel_workers_per_gather: '1',
  random_page_cost: '1.1',
  // Write-ahead log: rare checkpoints spread out, yet a crash is replayed in seconds.
  wal_compression: 'on',
  max_wal_size: '2GB',
  min_wal_size: '128MB',
  checkpoint_timeout: '10min',
  checkpoint_completion_target: '0.9',
  // A physical backup copies the log last; what was written meanwhile must still be there.
  wal_level: 'replica',
  wal_keep_size: '512MB',
  max_wal_senders: '0',
  max_replication_slots: '0',
  max_logical_replication_workers: '0',
  // Big tables that only grow need vacuum (index-only scans) and fresh statistics long before 20 %.
  autovacuum_max_workers: '2',
  autovacuum_worker_slots: '4',
  autovacuum_naptime: '30s',
  autovacuum_vacuum_scale_factor: '0.05',
  autovacuum_vacuum_insert_scale_factor: '0.05',
  autovacuum_analyze_scale_factor: '0.03',
  // A killed Node must not leave its long queries running.
  client_connection_check_interval: '10s',
  // Same answers on every machine, whatever its own zone and language.
  timezone: 'UTC',
  log_timezone: 'UTC',
  lc_messages: 'C',
  // Logs carry no personal data: neither statements nor the key values of a DETAIL line.
  log_min_messages: 'warning',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_checkpoints: 'off',
  log_autovacuum_min_duration: '-1',
  logging_collector: 'off',
};

/** What no settings file may change: given on the command line, which wins over every file and ALTER SYSTEM. */
const FIXED: Readonly<Record<string, string>> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  fsync: 'on',
  full_page_writes: 'on',
  password_encryption: 'scram-sha-256',
  // The bundled OpenSSL is out of support; the server talks to this machine only.
  ssl: 'off',
};

/** Name of our settings file inside the cluster; `postgresql.conf` includes it. */
export const SETTINGS_FILE = 'halfsky.conf';

/** Content of the settings file: our tuning, overridden by the installation's own settings. */
export function settingsText(extra: Readonly<Record<string, string>> = {}): string {
  const lines = Object.entries({ ...TUNING, ...extra }).map(([name, value]) => {
    if (!/^[a-z_.]+$/.test(name)) throw new Error(`not a name of a PostgreSQL setting: ${name}`);
    return `${name} = '${value.replaceAll("'", "''")}'`;
  });
  return `# Written anew at each start of the platform; own settings go into postgresql.auto.conf (ALTER SYSTEM).\n${lines.join('\n')}\n`;
}

/** Command-line arguments that fix address, port and durability. */
export function fixedArguments(port: number): string[] {
  return Object.entries({ ...FIXED, port: String(port) }).flatMap(([name, value]) => [
    '-c',
    `${name}=${value}`,
  ]);
}
