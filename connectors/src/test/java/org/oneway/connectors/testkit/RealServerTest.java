// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

final class RealServerTest {
  @TempDir private Path root;

  @BeforeEach
  void aCheckout() throws IOException {
    Files.createDirectories(root.resolve(".ci/servers"));
    Files.createDirectories(root.resolve("connectors/src"));
  }

  @Test
  void aRunningServerIsFoundFromAnyDirectoryOfTheCheckout() throws IOException {
    started("server=Example 1.0\nurl=http://127.0.0.1:1/dav/\nusername=alice\npassword=secret\n");

    RealServer server = RealServer.running("example", root.resolve("connectors/src"), true);

    assertThat(server.url()).isEqualTo(URI.create("http://127.0.0.1:1/dav/"));
    assertThat(server.version()).isEqualTo("Example 1.0");
    assertThat(server.username()).isEqualTo("alice");
    assertThat(server.password()).isEqualTo("secret");
    assertThat(server.log()).isEmpty();
    assertThat(server.at(URI.create("http://127.0.0.1:2/")).url().getPort()).isEqualTo(2);
  }

  @Test
  void aLogIsTold() throws IOException {
    started("server=E\nurl=http://127.0.0.1:1/\nusername=a\npassword=b\nlog=/var/log/e\n");

    assertThat(RealServer.running("example", root, true).log()).contains(Path.of("/var/log/e"));
  }

  @Test
  void withoutTheServerATestIsSkippedAndSaysHowToStartIt() {
    assertThatThrownBy(() -> RealServer.running("example", root, false))
        .isInstanceOf(TestAbortedException.class)
        .hasMessageContaining("the server example does not run")
        .hasMessageContaining(".ci/servers/example start");
  }

  @Test
  void whereNothingMayBeSkippedATestWithoutTheServerFails() {
    assertThatThrownBy(() -> RealServer.running("example", root, true))
        .isInstanceOf(AssertionFailedError.class)
        .hasMessageContaining(".ci/servers/example start");
  }

  private void started(String told) throws IOException {
    Files.createDirectories(root.resolve("target/servers"));
    Files.writeString(root.resolve("target/servers/example.properties"), told);
  }
}
