import { accessSync, constants, mkdirSync, rmSync } from 'node:fs';
import { test as setup } from '@playwright/test';
import { htmlFolder, logFolder, picturedFile, release, serverBinary } from './folders.ts';

setup('the release is built', () => {
  accessSync(serverBinary, constants.X_OK);
  release();
  for (const folder of [htmlFolder, logFolder]) {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
  }
  rmSync(picturedFile, { force: true });
});
