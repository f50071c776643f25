// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.work;

import java.util.List;
import java.util.Optional;
import org.oneway.engine.run.SyncSettings;
import org.oneway.engine.store.SourceStore;
import org.oneway.engine.store.StoreException;
import org.oneway.engine.store.TargetStore;

/**
 * One sync that is to be run: configured, or an import.
 *
 * @param settings what is to be done
 * @param source opens the source
 * @param target opens the target
 * @param look the words of the command that shows what would be done
 * @param again the words of the command that does it
 * @param archive where what is read is kept
 * @param takesOver whether what other syncs keep at the target is overwritten, too
 */
public record Job(
    SyncSettings settings,
    Opening<SourceStore> source,
    Opening<TargetStore> target,
    List<String> look,
    List<String> again,
    Optional<BackupPlace> archive,
    boolean takesOver) {
  public Job {
    look = List.copyOf(look);
    again = List.copyOf(again);
  }

  /** A job that keeps nothing of what it reads. */
  public Job(
      SyncSettings settings,
      Opening<SourceStore> source,
      Opening<TargetStore> target,
      List<String> look,
      List<String> again) {
    this(settings, source, target, look, again, Optional.empty(), false);
  }

  /** The name of the sync. */
  public String name() {
    return settings.name();
  }

  /** Opens a store; who calls it closes what it gets. */
  @FunctionalInterface
  public interface Opening<T> {
    T open() throws StoreException;
  }
}
