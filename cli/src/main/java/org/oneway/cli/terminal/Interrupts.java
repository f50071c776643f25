// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.terminal;

/** Whether the user, or whoever shuts the machine down, asked to stop. */
public interface Interrupts {
  /** Nobody ever asks. */
  Interrupts NONE =
      new Interrupts() {
        @Override
        public boolean isStopRequested() {
          return false;
        }

        @Override
        public void watch() {}

        @Override
        public void whileAsking(boolean isAsking) {}
      };

  /** Whether to stop after what is under way; once true, it stays true. May be asked often. */
  boolean isStopRequested();

  /**
   * From now on the first interrupt is a request; without this, and the second time, it ends us.
   */
  void watch();

  /** While somebody is asked something, there is nothing under way, and an interrupt ends us. */
  void whileAsking(boolean isAsking);
}
