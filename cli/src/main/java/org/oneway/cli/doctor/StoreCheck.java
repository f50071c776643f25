// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.oneway.cli.config.Configuration.StoreConfig;
import org.oneway.cli.terminal.Words;
import org.oneway.cli.trouble.Trouble;
import org.oneway.cli.trouble.Troubles;
import org.oneway.engine.store.SourceStore;
import org.oneway.engine.store.StoreException;

/** Opens each store, signs in where it wants that, and lists its folders. */
public final class StoreCheck implements Check {
  private static final String STORES = "stores";

  private final Opener opener;

  /** Opens a configured store. */
  @FunctionalInterface
  public interface Opener {
    /**
     * Opens it; a target as a target.
     *
     * @throws StoreException if that cannot be done
     */
    SourceStore open(StoreConfig store, boolean isTarget) throws StoreException;
  }

  /** A check that opens stores in this way. */
  public StoreCheck(Opener opener) {
    this.opener = opener;
  }

  @Override
  public List<Diagnosis> of(Subject subject) {
    List<Diagnosis> found = new ArrayList<>();
    for (StoreConfig store : subject.stores()) {
      boolean isTarget = subject.targets().contains(store);
      try (SourceStore opened = opener.open(store, isTarget)) {
        int folders = opened.folders().size();
        found.add(
            Diagnosis.ok(
                STORES,
                (isTarget ? "Target \"" : "Store \"")
                    + store.name()
                    + "\" ("
                    + store.type()
                    + ") can be opened: "
                    + Words.number(folders, "folder", "folders")));
      } catch (StoreException e) {
        Trouble trouble = new Troubles(subject.invocation()).of(e, "");
        found.add(
            Diagnosis.error(
                STORES,
                trouble.exit(),
                trouble.what(),
                further(e) + "Syncs with this store cannot run.",
                e.remedy().isEmpty()
                    ? "Then:  " + subject.invocation().command("doctor")
                    : e.remedy()));
      }
    }
    return found;
  }

  /** What a failure says behind its first line. */
  private static String further(StoreException failure) {
    return String.valueOf(failure.getMessage())
        .lines()
        .skip(1)
        .map(line -> line.strip() + "\n")
        .collect(Collectors.joining());
  }
}
