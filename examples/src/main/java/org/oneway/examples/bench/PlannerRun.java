// SPDX-License-Identifier: Apache-2.0
package org.oneway.examples.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import org.oneway.engine.plan.Counts.Count;
import org.oneway.engine.plan.Plan;
import org.oneway.engine.run.RunListener;
import org.oneway.engine.run.Sync;
import org.oneway.engine.run.SyncSettings;
import org.oneway.engine.state.Sides;
import org.oneway.engine.state.Sides.StoreName;
import org.oneway.engine.store.StoreException;

/**
 * Makes one plan over as many contacts on each side as its first argument says, all exported again
 * under new uids, with its files below the directory in its second. Prints the milliseconds, how
 * many it would create, change and delete, how many it leaves, and the milliseconds of the
 * processors.
 */
final class PlannerRun {
  private PlannerRun() {}

  public static void main(String[] arguments) throws IOException, StoreException {
    int count = Integer.parseInt(arguments[0]);
    Path scratch = Files.createDirectories(Path.of(arguments[1]));
    Fingerprints fingerprints =
        Fingerprints.compute(
            count, Files.createTempDirectory(scratch, "computed-").resolve("fingerprints"));
    Sides sides =
        new Sides(new StoreName("book", "computed", ""), new StoreName("folder", "computed", ""));
    Sync sync =
        new Sync(
            SyncSettings.of("bench", sides),
            ComputedStore.exportedAgain(count),
            ComputedStore.asWeLeftIt(count),
            new ComputedState(count, fingerprints),
            scratch,
            InstantSource.system(),
            RunListener.SILENT);
    long processorBefore = ProcessorTime.milliseconds();
    long begin = System.nanoTime();
    try (Plan plan = sync.plan()) {
      long took = (System.nanoTime() - begin) / 1_000_000;
      long processor = ProcessorTime.milliseconds() - processorBefore;
      System.out.printf(
          "%d %d %d %d %d %d%n",
          took,
          plan.counts().of(Count.ADDED),
          plan.counts().of(Count.CHANGED),
          plan.counts().of(Count.DELETED),
          plan.counts().of(Count.UNCHANGED),
          processor);
    }
  }
}
