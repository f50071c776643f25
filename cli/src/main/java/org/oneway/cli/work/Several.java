// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.work;

import java.util.List;
import org.oneway.engine.item.Finding;
import org.oneway.engine.plan.Counts;
import org.oneway.engine.plan.Operation;
import org.oneway.engine.run.RunListener;
import org.oneway.engine.state.Side;
import org.oneway.engine.store.Outcome;

/** Passes on what it is told to several, in their order; any of them can ask for a stop. */
public record Several(List<RunListener> all) implements RunListener {
  public Several {
    all = List.copyOf(all);
  }

  @Override
  public void reading(Side side, String folder, long named) {
    all.forEach(one -> one.reading(side, folder, named));
  }

  @Override
  public void planned(Counts counts) {
    all.forEach(one -> one.planned(counts));
  }

  @Override
  public void done(Operation operation, Outcome outcome) {
    all.forEach(one -> one.done(operation, outcome));
  }

  @Override
  public void settled(Operation operation, Outcome outcome) {
    all.forEach(one -> one.settled(operation, outcome));
  }

  @Override
  public void found(String title, Finding finding) {
    all.forEach(one -> one.found(title, finding));
  }

  @Override
  public boolean stopRequested() {
    return all.stream().anyMatch(RunListener::stopRequested);
  }
}
