process.stdout.write('placo\n');
