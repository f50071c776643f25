// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.plan;

/** The rows of the decision table, by name. */
public enum Row {
  SILENT
}
