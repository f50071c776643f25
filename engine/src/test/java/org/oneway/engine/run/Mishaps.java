// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.run;

import java.util.Optional;
import org.oneway.engine.state.Side;
import org.oneway.engine.store.StoreException;
import org.oneway.engine.testkit.Faults;
import org.oneway.engine.testkit.Trait;
import org.oneway.engine.testkit.Traits;

/** What happens to stores and to runs, at random. */
final class Mishaps {
  private final Stage stage;

  Mishaps(Stage stage) {
    this.stage = stage;
  }

  /** Something that disturbs a run, if the run lasts that long. */
  Faults disturbance() {
    int n = 1 + stage.random.nextInt(10);
    StoreException away = new StoreException.Unavailable("503", "", Optional.empty());
    Side side = stage.eitherSide();
    return switch (stage.random.nextInt(10)) {
      case 0 -> told("killed before write " + n).cutBeforeWrite(n);
      case 1, 2 -> told("killed after write " + n).cutAfterWrite(n);
      case 3 -> told("killed before commit " + n).cutBeforeCommit(n);
      case 4 -> told("killed after commit " + n).cutAfterCommit(n);
      case 5 -> told("reply " + n + " lost").loseReply(n);
      case 6 -> told(side + " breaks off after " + (n - 1)).breakOff(side, n - 1);
      case 7 -> told("call " + n + " at " + side + " fails").failCall(side, n, away);
      case 8 -> told("write " + n + " fails").failWrite(n, away);
      default -> told("write " + n + " is stale").staleAt(n);
    };
  }

  /** Something that a run must get over by itself; mostly nothing. */
  Faults annoyance() {
    if (stage.random.nextInt(6) > 0) {
      return told("run");
    }
    int part = stage.random.nextInt(3);
    Side side = stage.eitherSide();
    return told("run, some versions at " + side + " dropped")
        .dropVersions(side, reference -> Math.floorMod(reference.hashCode(), 3) == part);
  }

  private Faults told(String what) {
    stage.tell(what);
    return new Faults();
  }

  void losesCheckpoints() {
    Side side = stage.eitherSide();
    stage.store(side).loseCheckpoints();
    stage.tell(side + " loses its checkpoints");
  }

  /** A folder gets another name, where a person could still tell which one it is. */
  void renamesFolder() {
    Side side = stage.eitherSide();
    int folder = stage.random.nextInt(Stage.FOLDERS);
    if (stage.hasRun && mayFreeze(side, folder) && isKnown(side, folder)) {
      String name = stage.fresh("Folder");
      stage.store(side).renameFolder(stage.nameOf(side, folder), name);
      stage.rename(side, folder, name);
      stage.freeze(side);
      stage.tell(side + " renames folder " + folder + " to " + name);
    }
  }

  void numbersAnew() {
    Side side = stage.eitherSide();
    int folder = stage.random.nextInt(Stage.FOLDERS);
    boolean numbered = stage.store(side).traits().references() == Traits.References.NUMBERED;
    if (numbered && mayFreeze(side, folder) && !hasChangedInScope(side)) {
      stage.store(side).renumber(stage.nameOf(side, folder));
      stage.freeze(side);
      stage.tell(side + " numbers folder " + folder + " anew");
    }
  }

  /** Whether what one folder's new numbers keep back would concern another one. */
  private boolean hasChangedInScope(Side side) {
    return stage.store(side).traits().has(Trait.ACCOUNT_SCOPE)
        && (stage.hasChanged(side, 0) || stage.hasChanged(side, 1));
  }

  private boolean mayFreeze(Side side, int folder) {
    boolean calm = !stage.wasDisturbed && !stage.willBeDisturbed;
    return calm && !stage.isFrozen(side) && !stage.hasChanged(side, folder);
  }

  /** Whether more than half of what a folder has and had is synced and legible. */
  private boolean isKnown(Side side, int folder) {
    if (!stage.store(side).traits().has(Trait.FOLDERS_ARE_NAMES)) {
      return true;
    }
    long all = 0;
    long known = 0;
    long remembered = 0;
    for (Model.Thing thing : stage.model.things.values()) {
      Optional<Model.Edition> now = side == Side.SOURCE ? thing.source : thing.target;
      Optional<Model.Edition> before = side == Side.SOURCE ? thing.synced : thing.left;
      boolean here = now.filter(edition -> edition.folder == folder).isPresent();
      all += here ? 1 : 0;
      known += here && before.isPresent() && !thing.isBroken ? 1 : 0;
      remembered += before.filter(edition -> edition.folder == folder).isPresent() ? 1 : 0;
    }
    return known * 2 > Math.max(all, remembered);
  }
}
