// SPDX-License-Identifier: Apache-2.0
package org.oneway.examples.bench;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import org.oneway.connectors.Connectors;
import org.oneway.engine.plan.Plan;
import org.oneway.engine.run.Report;
import org.oneway.engine.run.RunListener;
import org.oneway.engine.run.Sync;
import org.oneway.engine.run.SyncSettings;
import org.oneway.engine.state.Sides;
import org.oneway.engine.store.Connector;
import org.oneway.engine.store.SourceStore;
import org.oneway.engine.store.StoreException;
import org.oneway.engine.store.StoreSettings;
import org.oneway.engine.store.TargetStore;
import org.oneway.engine.undo.Journal;
import org.oneway.engine.undo.JournalFile;
import org.oneway.state.h2.H2State;

/**
 * Syncs a {@link SyncedBook} from its file, without the command line. Arguments: its root, and
 * whether what is overwritten is kept. Prints the milliseconds that took and those of the
 * processors. Fails where the sync does.
 */
final class JournalRun {
  private static final String TYPE = "vcard";

  private JournalRun() {}

  public static void main(String[] arguments) throws IOException, StoreException {
    Path root = Path.of(arguments[0]);
    long begin = System.nanoTime();
    try (JournalFile kept =
        new JournalFile(
            () ->
                FileChannel.open(
                    root.resolve("journal"),
                    StandardOpenOption.CREATE_NEW,
                    StandardOpenOption.APPEND))) {
      sync(root, Boolean.parseBoolean(arguments[1]) ? kept : Journal.NONE);
    }
    long took = (System.nanoTime() - begin) / 1_000_000;
    System.out.printf("%d %d%n", took, ProcessorTime.milliseconds());
  }

  private static void sync(Path root, Journal journal) throws IOException, StoreException {
    InstantSource clock = InstantSource.system();
    Connector connector =
        Connectors.all().stream().filter(c -> c.type().equals(TYPE)).findFirst().orElseThrow();
    Sides sides =
        new Sides(new Sides.StoreName("book", TYPE, ""), new Sides.StoreName("folder", TYPE, ""));
    Path scratch = Files.createDirectory(root.resolve("scratch"));
    try (H2State state = H2State.open(root.resolve("state"), clock);
        SourceStore source =
            connector.openSource(
                new StoreSettings("book", root, Map.of("path", "book.vcf"), clock));
        TargetStore target =
            connector.openTarget(
                new StoreSettings("folder", root, Map.of("path", "folder"), clock))) {
      Sync sync =
          new Sync(
              SyncSettings.of("contacts", sides),
              source,
              target,
              state.sync("contacts"),
              scratch,
              clock,
              RunListener.SILENT,
              journal);
      try (Plan plan = sync.plan()) {
        Report report = sync.execute(plan, Set.of());
        if (!report.troubles().isEmpty()) {
          throw new IllegalStateException(report.toString());
        }
      }
    }
  }
}
