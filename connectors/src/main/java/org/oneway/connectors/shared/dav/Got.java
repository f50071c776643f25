// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.dav;

import java.util.Optional;
import org.oneway.engine.item.Version;

/**
 * What became of reading a member.
 *
 * @param bytes what is there; empty where nothing is, or it cannot be read
 * @param version of exactly these bytes
 * @param failure why it cannot be read; empty where it can, or nothing is there
 */
record Got(
    Entry entry, Optional<byte[]> bytes, Optional<Version> version, Optional<String> failure) {
  static Got of(Entry entry, byte[] bytes, Optional<Version> version) {
    return new Got(entry, Optional.of(bytes), version, Optional.empty());
  }

  static Got missing(Entry entry) {
    return new Got(entry, Optional.empty(), Optional.empty(), Optional.empty());
  }

  static Got failed(Entry entry, String why) {
    return new Got(entry, Optional.empty(), Optional.empty(), Optional.of(why));
  }
}
