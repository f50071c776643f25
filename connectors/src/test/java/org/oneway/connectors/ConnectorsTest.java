// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.oneway.connectors.vcard.VcardConnector;
import org.oneway.engine.store.Connector;
import org.oneway.engine.store.Setting;

final class ConnectorsTest {
  @Test
  void eachTypeIsThereOnce() {
    assertThat(Connectors.all())
        .extracting(Connector::type)
        .containsExactly(
            "vcard", "icalendar", "pdpa", "carddav", "caldav", "webdav", "maildir", "mbox", "imap");
    assertThatThrownBy(() -> Connectors.with(List.of(new VcardConnector())))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("two connectors are of type \"vcard\"");
  }

  @Test
  void noTypeDeclaresAKeyTwiceOrOneThatAllStoresHave() {
    for (Connector connector : Connectors.all()) {
      assertThat(connector.keys())
          .extracting(Setting::key)
          .doesNotHaveDuplicates()
          .doesNotContain("type", "mode");
    }
  }
}
