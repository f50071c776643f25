// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.pdpa;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.oneway.engine.item.Folder;
import org.oneway.engine.item.FolderId;
import org.oneway.engine.item.Item;
import org.oneway.engine.item.Kind;
import org.oneway.engine.item.Reference;
import org.oneway.engine.pdpa.DurableFiles;
import org.oneway.engine.store.Outcome;
import org.oneway.engine.store.StoreException;
import org.oneway.engine.store.StoreSettings;
import org.oneway.engine.store.TargetStore;
import org.oneway.engine.store.Write;
import org.oneway.engine.testkit.Card;

/**
 * A run with one write of each sort, which can be cut off before any step; in a process of its own
 * it then dies as by {@code kill -9}.
 */
final class CutOffRun {
  static final FolderId OLD = new FolderId("contacts/Old");
  static final FolderId NEW = new FolderId("contacts/New/Sub");

  private CutOffRun() {}

  /** Arguments: the directory that holds the archive, and the step to die before. */
  public static void main(String[] arguments) throws StoreException {
    int[] left = {Integer.parseInt(arguments[1])};
    run(
        Path.of(arguments[0]),
        (step, file) -> {
          if (--left[0] <= 0) {
            Runtime.getRuntime().halt(137);
          }
        },
        new ArrayList<>());
  }

  static StoreSettings settings(Path parent) {
    Instant now = Instant.parse("2026-01-01T00:00:00Z");
    return new StoreSettings("phone", parent, Map.of("path", "archive"), () -> now);
  }

  /** What there is before: a, b, c and d in Old. */
  static void prepare(Path parent) throws StoreException {
    try (TargetStore store = new PdpaConnector().openTarget(settings(parent))) {
      store.ensureFolder(Folder.of(new FolderId("x"), "Old"));
      List<Write> writes = new ArrayList<>();
      for (String uid : List.of("a", "b", "c", "d")) {
        writes.add(new Write.Create(writes.size(), OLD, card(uid, "old"), Optional.empty()));
      }
      store.apply(writes, (write, outcome) -> {});
      store.settle((write, outcome) -> {});
    }
  }

  private static Item card(String uid, String name) {
    return Card.of(uid, name + " " + uid).item();
  }

  /** Creates e and f, updates a, moves b, deletes c; {@code done} gets what was acknowledged. */
  static void run(Path parent, DurableFiles.Steps steps, List<Write> done) throws StoreException {
    PdpaConnector connector = new PdpaConnector(new DurableFiles(steps));
    try (TargetStore store = connector.openTarget(settings(parent))) {
      store.ensureFolder(Folder.of(new FolderId("x"), "Old"));
      store.ensureFolder(Folder.of(new FolderId("x"), "New/Sub"));
      List<Write> writes =
          List.of(
              new Write.Move(1, References.of(Kind.CONTACT, OLD, "b"), Optional.empty(), OLD, NEW),
              new Write.Update(
                  2, reference("a"), Optional.empty(), OLD, card("a", "new"), Optional.empty()),
              new Write.Create(3, OLD, card("e", "new"), Optional.empty()),
              new Write.Create(4, NEW, card("f", "new"), Optional.empty()),
              new Write.Delete(5, reference("c"), Optional.empty(), OLD));
      store.apply(writes, (write, outcome) -> note(write, outcome, done));
      store.settle((write, outcome) -> note(write, outcome, done));
    }
  }

  private static Reference reference(String uid) {
    return References.of(Kind.CONTACT, OLD, uid);
  }

  private static void note(Write write, Outcome outcome, List<Write> done) {
    if (outcome instanceof Outcome.Done) {
      done.add(write);
    }
  }

  /** Forbids everything from some step on, as a kill does. */
  static DurableFiles.Steps pulledBefore(int step) {
    int[] left = {step};
    return (what, file) -> {
      if (--left[0] <= 0) {
        throw new IOException("cut off before " + what);
      }
    };
  }
}
