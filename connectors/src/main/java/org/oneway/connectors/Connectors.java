// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors;

import java.util.List;
import org.oneway.connectors.pdpa.PdpaConnector;
import org.oneway.connectors.vcard.VcardConnector;
import org.oneway.engine.store.Connector;

/** The connectors there are. */
public final class Connectors {
  private Connectors() {}

  /** One of each type. */
  public static List<Connector> all() {
    return List.of(new VcardConnector(), new PdpaConnector());
  }
}
