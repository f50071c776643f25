// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.run;

import java.time.Instant;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.oneway.engine.plan.Policies.OnConflict;

/**
 * What the target must hold, computed from what both users did and when runs took place. Knows
 * nothing of references, versions, checkpoints or pairings.
 */
final class Model {
  /** An item on one side: where it is, what it says, and when its user last changed it. */
  static final class Edition {
    int folder;
    final Map<Slot, String> values = new EnumMap<>(Slot.class);
    Instant updated;

    Edition(int folder, Map<Slot, String> values, Instant updated) {
      this.folder = folder;
      this.values.putAll(values);
      this.updated = updated;
    }

    void set(Slot slot, Optional<String> value, Instant when) {
      value.ifPresentOrElse(v -> values.put(slot, v), () -> values.remove(slot));
      updated = when;
    }

    Edition copy() {
      return new Edition(folder, values, updated);
    }

    boolean says(Edition other) {
      return folder == other.folder && values.equals(other.values);
    }
  }

  /** All that is known of one uid. */
  static final class Thing {
    Optional<Edition> source = Optional.empty();
    Optional<Edition> target = Optional.empty();

    /** The source's edition that last reached the target; empty while the sync knows it not. */
    Optional<Edition> synced = Optional.empty();

    /** The target's edition when that happened. */
    Optional<Edition> left = Optional.empty();

    boolean isBroken;
    boolean wasAdopted;

    /** Whether the target's user ever edited what we created. */
    boolean wasEdited;

    /** Whether its user at the source, or at the target, did anything since the last run. */
    boolean isTouchedAtSource;

    boolean isTouchedAtTarget;

    /** Whether it is right either way that the target still has it. */
    boolean mayBeKept;

    boolean isDirtyAtSource() {
      return isBroken
          || isTouchedAtSource
          || source.isPresent() != synced.isPresent()
          || (source.isPresent() && !source.get().says(synced.get()));
    }

    boolean isDirtyAtTarget() {
      return isTouchedAtTarget
          || target.isPresent() != left.isPresent()
          || (target.isPresent() && !target.get().says(left.get()));
    }
  }

  final Map<String, Thing> things = new TreeMap<>();
  final Set<String> refused = new HashSet<>();
  private final OnConflict policy;
  private final boolean timesAreTrusted;
  private final boolean dropsNicknames;

  Model(OnConflict policy, boolean timesAreTrusted, boolean dropsNicknames) {
    this.policy = policy;
    this.timesAreTrusted = timesAreTrusted;
    this.dropsNicknames = dropsNicknames;
  }

  Thing thing(String uid) {
    return things.computeIfAbsent(uid, u -> new Thing());
  }

  /** A run that nothing disturbed has taken place. */
  void run() {
    things.forEach(
        (uid, thing) -> {
          thing.mayBeKept = false;
          thing.isTouchedAtSource = false;
          thing.isTouchedAtTarget = false;
          if (thing.source.isEmpty()) {
            removed(thing);
          } else if (!thing.isBroken) {
            present(thing, thing.source.get(), refused.contains(uid));
          }
        });
  }

  private void removed(Thing thing) {
    if (thing.synced.isEmpty()) {
      return;
    }
    if (thing.target.isPresent() && !thing.wasAdopted && !keepsEdits(thing)) {
      if (thing.wasEdited && policy != OnConflict.SOURCE_WINS) {
        thing.mayBeKept = true;
      } else {
        thing.target = Optional.empty();
      }
    }
    forget(thing);
  }

  private boolean keepsEdits(Thing thing) {
    return policy != OnConflict.SOURCE_WINS
        && thing.target.orElseThrow().values.entrySet().stream()
            .anyMatch(e -> !e.getValue().equals(thing.synced.orElseThrow().values.get(e.getKey())));
  }

  private static void forget(Thing thing) {
    thing.synced = Optional.empty();
    thing.left = Optional.empty();
    thing.wasAdopted = false;
    thing.wasEdited = false;
  }

  private void present(Thing thing, Edition now, boolean isRefused) {
    if (thing.synced.isPresent()) {
      if (thing.target.isPresent()) {
        carryOver(thing, now, thing.target.get(), isRefused);
      }
    } else if (thing.target.isPresent()) {
      adopt(thing, now, thing.target.get(), isRefused);
    } else if (!isRefused) {
      Edition made = now.copy();
      drop(made);
      thing.target = Optional.of(made);
      settle(thing, now);
    }
  }

  private void adopt(Thing thing, Edition now, Edition there, boolean isRefused) {
    Edition enriched = there.copy();
    if (winner(now, there) == Wins.SOURCE) {
      enriched.values.putAll(now.values);
      drop(enriched);
    }
    if (!enriched.says(there) && isRefused) {
      return;
    }
    thing.target = Optional.of(enriched);
    thing.wasAdopted = true;
    settle(thing, now);
  }

  private void carryOver(Thing thing, Edition now, Edition there, boolean isRefused) {
    Edition before = thing.synced.orElseThrow();
    Edition after = there.copy();
    if (now.folder != before.folder) {
      after.folder = now.folder;
    }
    boolean changed = false;
    for (Slot slot : Slot.values()) {
      Optional<String> value = Optional.ofNullable(now.values.get(slot));
      if (!value.equals(Optional.ofNullable(before.values.get(slot)))) {
        changed = true;
        boolean asLeft =
            Optional.ofNullable(there.values.get(slot))
                .equals(Optional.ofNullable(thing.left.orElseThrow().values.get(slot)));
        if (asLeft || winner(now, there) == Wins.SOURCE) {
          value.ifPresentOrElse(v -> after.values.put(slot, v), () -> after.values.remove(slot));
        }
      }
    }
    drop(after);
    if (!after.says(there) && isRefused) {
      return;
    }
    thing.target = Optional.of(after);
    boolean same = after.values.equals(dropped(now).values);
    if (changed || same) {
      settle(thing, now);
    } else {
      thing.synced = Optional.of(now.copy());
      thing.left.orElseThrow().folder = after.folder;
    }
    // What a target that rewrites made of an item hides whether its user's edits are all gone.
    thing.wasEdited = thing.wasEdited && (!same || dropsNicknames);
  }

  /** Both sides are as they are, and what comes next is a change. */
  private static void settle(Thing thing, Edition now) {
    thing.synced = Optional.of(now.copy());
    thing.left = thing.target.map(Edition::copy);
  }

  private enum Wins {
    SOURCE,
    TARGET
  }

  private Wins winner(Edition now, Edition there) {
    return switch (policy) {
      case SOURCE_WINS -> Wins.SOURCE;
      case KEEP_TARGET -> Wins.TARGET;
      case NEWER_WINS ->
          timesAreTrusted && there.updated.isAfter(now.updated) ? Wins.TARGET : Wins.SOURCE;
      case STOP -> throw new IllegalStateException("the model decides every conflict");
    };
  }

  private void drop(Edition edition) {
    if (dropsNicknames) {
      edition.values.remove(Slot.NICKNAME);
    }
  }

  private Edition dropped(Edition edition) {
    Edition copy = edition.copy();
    drop(copy);
    return copy;
  }
}
