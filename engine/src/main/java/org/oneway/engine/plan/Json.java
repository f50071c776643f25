// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.plan;

import com.fasterxml.jackson.databind.ObjectMapper;

/** Reads and writes JSON; loaded for the first item, because a quiet run has none. */
final class Json {
  static final ObjectMapper MAPPER = new ObjectMapper();

  private Json() {}
}
