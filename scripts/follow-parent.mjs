// Loaded before a script that scripts/bootstrap.mjs starts: when the starter dies, even by SIGKILL, the script is asked to end,
// so that no forgotten server keeps the port and the data folder.
import process from 'node:process';

if (process.channel !== undefined) {
  process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'));
  process.channel.unref();
}
