// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.doctor;

import java.util.List;

/** Looks at one thing. */
@FunctionalInterface
interface Check {
  /** What it found, at least one finding. Does not throw for what is ill. */
  List<Diagnosis> of(Subject subject);
}
