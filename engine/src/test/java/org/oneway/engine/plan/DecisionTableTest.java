// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.oneway.engine.plan.PolicyChoice.Winner;
import org.oneway.engine.plan.Row.Pairs;
import org.oneway.engine.plan.Row.Source;
import org.oneway.engine.plan.Row.Target;

class DecisionTableTest {
  private record State(Source source, Pairs pairing, Target target) {}

  /** All states that can be: without a pairing nothing can have been left, edited or moved. */
  private static List<State> states() {
    Set<Target> unpaired = EnumSet.of(Target.ABSENT, Target.DIFFERS, Target.SAME);
    Set<Target> paired = EnumSet.complementOf(EnumSet.of(Target.ABSENT, Target.DIFFERS));
    Set<Source> needsPairing = EnumSet.of(Source.OLDER, Source.RELOCATED, Source.UNCHANGED);
    List<State> states = new ArrayList<>();
    for (Source source : Source.values()) {
      for (Pairs pairing : Pairs.values()) {
        boolean mine = pairing == Pairs.CREATED || pairing == Pairs.ADOPTED;
        Set<Target> targets =
            pairing == Pairs.OTHER
                ? EnumSet.allOf(Target.class)
                : EnumSet.copyOf(mine ? paired : unpaired);
        boolean possible = mine || !needsPairing.contains(source);
        targets.stream()
            .filter(target -> possible)
            .forEach(target -> states.add(new State(source, pairing, target)));
      }
    }
    return states;
  }

  private static boolean isPossible(State state) {
    // The same item in the right folder is not relocated.
    return state.source != Source.RELOCATED || state.target != Target.SAME;
  }

  @Test
  @DisplayName("every state has a row")
  void everyStateHasARow() {
    for (State state : states()) {
      assertThat(Row.of(state.source, state.pairing, state.target)).isNotNull();
    }
  }

  @Test
  @DisplayName("no row is without a state that only it decides")
  void everyRowIsUsed() {
    Set<Row> used = EnumSet.noneOf(Row.class);
    states().stream()
        .filter(DecisionTableTest::isPossible)
        .forEach(s -> used.add(Row.of(s.source, s.pairing, s.target)));
    assertThat(used).containsExactlyInAnyOrder(Row.values());
  }

  @Test
  @DisplayName("no policy makes a deletion out of what the source did not remove")
  void onlyRemovalsDelete() {
    for (Policies policies : allPolicies().toList()) {
      for (State state : states()) {
        for (Winner winner : Winner.values()) {
          Row row = Row.of(state.source, state.pairing, state.target);
          boolean created = state.pairing == Pairs.CREATED;
          if (new PolicyChoice(policies).of(row, created, winner) == Verdict.DELETE) {
            assertThat(state.source).isEqualTo(Source.REMOVED);
            assertThat(state.pairing).isIn(Pairs.CREATED, Pairs.ADOPTED);
          }
        }
      }
    }
  }

  @Test
  @DisplayName("what was edited at the target is deleted only where the source wins and we made it")
  void editsSurvive() {
    for (Policies policies : allPolicies().toList()) {
      for (State state : states()) {
        Row row = Row.of(state.source, state.pairing, state.target);
        boolean created = state.pairing == Pairs.CREATED;
        Verdict verdict = new PolicyChoice(policies).of(row, created, Winner.SOURCE);
        if (verdict == Verdict.DELETE && row == Row.REMOVED_EDITED) {
          assertThat(created).isTrue();
          assertThat(policies.onConflict()).isEqualTo(Policies.OnConflict.SOURCE_WINS);
        }
      }
    }
  }

  @ParameterizedTest(name = "{0}, {1}, {2}: {3}")
  @CsvSource({
    "SILENT, CREATED, AS_LEFT, NOTHING",
    "REMOVED, NONE, ABSENT, NOTHING",
    "REMOVED, OTHER, AS_LEFT, NOTHING",
    "REMOVED, CREATED, AS_LEFT, DELETE",
    "REMOVED, CREATED, MOVED, DELETE",
    "REMOVED, ADOPTED, AS_LEFT, KEEP_AND_FORGET",
    "REMOVED, CREATED, EDITED, KEEP_AND_FORGET",
    "REMOVED, CREATED, GONE, FORGET",
    "CHANGED, OTHER, DIFFERS, REPORT",
    "CHANGED, NONE, SAME, REMEMBER",
    "CHANGED, CREATED, SAME, REMEMBER",
    "OLDER, CREATED, AS_LEFT, REPORT",
    "CHANGED, NONE, ABSENT, CREATE",
    "CHANGED, NONE, DIFFERS, ENRICH",
    "CHANGED, CREATED, GONE, REPORT_DELETED",
    "RELOCATED, CREATED, GONE, REPORT_DELETED",
    "RELOCATED, CREATED, AS_LEFT, MOVE",
    "UNCHANGED, CREATED, AS_LEFT, REMEMBER",
    "UNCHANGED, CREATED, EDITED, REPORT_DRIFT",
    "UNCHANGED, CREATED, MOVED, REPORT_DRIFT",
    "CHANGED, CREATED, AS_LEFT, UPDATE",
    "CHANGED, CREATED, MOVED, UPDATE",
    "CHANGED, ADOPTED, EDITED_IN_OTHER_FIELDS, UPDATE",
    "CHANGED, CREATED, EDITED_IN_SAME_FIELDS, UPDATE"
  })
  @DisplayName("by default")
  void byDefault(Source source, Pairs pairing, Target target, Verdict verdict) {
    Row row = Row.of(source, pairing, target);
    boolean created = pairing == Pairs.CREATED;
    assertThat(new PolicyChoice(Policies.DEFAULT).of(row, created, Winner.SOURCE))
        .isEqualTo(verdict);
  }

  private static Stream<Policies> allPolicies() {
    List<Policies> all = new ArrayList<>();
    for (Policies.OnConflict conflict : Policies.OnConflict.values()) {
      for (Policies.OnDelete delete : Policies.OnDelete.values()) {
        for (Policies.OnDrift drift : Policies.OnDrift.values()) {
          for (Policies.OnTargetDelete targetDelete : Policies.OnTargetDelete.values()) {
            for (Policies.OnLeaveFilter filter : Policies.OnLeaveFilter.values()) {
              all.add(new Policies(conflict, delete, drift, targetDelete, filter));
            }
          }
        }
      }
    }
    return all.stream();
  }
}
