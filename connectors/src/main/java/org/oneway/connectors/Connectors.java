// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors;

import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import org.oneway.connectors.caldav.CaldavConnector;
import org.oneway.connectors.carddav.CarddavConnector;
import org.oneway.connectors.icalendar.IcalendarConnector;
import org.oneway.connectors.imap.ImapConnector;
import org.oneway.connectors.maildir.MaildirConnector;
import org.oneway.connectors.mbox.MboxConnector;
import org.oneway.connectors.pdpa.PdpaConnector;
import org.oneway.connectors.vcard.VcardConnector;
import org.oneway.connectors.webdav.WebdavConnector;
import org.oneway.engine.store.Connector;

/** The connectors there are. */
public final class Connectors {
  private Connectors() {}

  /**
   * One of each type: ours, then those that jars of others on the class path provide as services of
   * {@link Connector}.
   *
   * @throws java.util.ServiceConfigurationError if one of those cannot be loaded
   * @throws IllegalStateException if two are of one type
   */
  public static List<Connector> all() {
    return with(ServiceLoader.load(Connector.class, Connectors.class.getClassLoader()));
  }

  /** Ours and these. */
  static List<Connector> with(Iterable<Connector> others) {
    List<Connector> all =
        new ArrayList<>(
            List.of(
                new VcardConnector(),
                new IcalendarConnector(),
                new PdpaConnector(),
                new CarddavConnector(),
                new CaldavConnector(),
                new WebdavConnector(),
                new MaildirConnector(),
                new MboxConnector(),
                new ImapConnector()));
    others.forEach(all::add);
    Set<String> types = new TreeSet<>();
    for (Connector connector : all) {
      if (!types.add(connector.type())) {
        throw new IllegalStateException(
            "two connectors are of type \"%s\", one of them %s"
                .formatted(connector.type(), connector.getClass().getName()));
      }
    }
    return List.copyOf(all);
  }
}
