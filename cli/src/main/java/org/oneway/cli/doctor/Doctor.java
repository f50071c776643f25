// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.doctor;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.oneway.engine.state.StateStore;

/** Looks at everything, one thing after the other. */
public final class Doctor {
  private final List<Check> checks;

  /**
   * A doctor.
   *
   * @param opener opens stores
   * @param opening opens a state to be looked at
   * @param writes whether a file may be made and removed again in each target
   */
  public Doctor(StoreCheck.Opener opener, Function<Path, StateStore> opening, boolean writes) {
    this.checks =
        List.of(
            new ConfigurationCheck(),
            new PathCheck(writes),
            new FileCheck(),
            new StoreCheck(opener),
            new StateCheck(opening),
            new MachineCheck());
  }

  /** All that was found, in the order of the checks. */
  public List<Diagnosis> examine(Subject subject) {
    List<Diagnosis> found = new ArrayList<>();
    checks.forEach(check -> found.addAll(check.of(subject)));
    return found;
  }
}
