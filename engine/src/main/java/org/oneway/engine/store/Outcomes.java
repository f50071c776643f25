// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.store;

/** Is told what became of writes, as soon as it is known. */
@FunctionalInterface
public interface Outcomes {
  /** Says what became of {@code write}, once for each write. */
  void tell(Write write, Outcome outcome);
}
