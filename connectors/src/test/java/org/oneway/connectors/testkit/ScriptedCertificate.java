// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A certificate that signs itself, made by the JDK's keytool when a test asks for it. */
public final class ScriptedCertificate {
  private static final char[] PASSWORD = "scripted".toCharArray();

  private final KeyStore store;

  private ScriptedCertificate(KeyStore store) {
    this.store = store;
  }

  /** For localhost and 127.0.0.1, valid today. */
  public static ScriptedCertificate good(Path directory) {
    return make(directory.resolve("good.p12"), "dns:localhost,ip:127.0.0.1", "-1d", "30");
  }

  /** For localhost, valid until some days ago. */
  public static ScriptedCertificate expired(Path directory) {
    return make(directory.resolve("expired.p12"), "dns:localhost,ip:127.0.0.1", "-20d", "10");
  }

  /** Valid today, for another host. */
  public static ScriptedCertificate wrongHost(Path directory) {
    return make(directory.resolve("wrong.p12"), "dns:elsewhere.example", "-1d", "30");
  }

  private static ScriptedCertificate make(Path file, String names, String start, String days) {
    List<String> command =
        new ArrayList<>(
            List.of(Path.of(System.getProperty("java.home"), "bin/keytool").toString()));
    command.addAll(List.of("-genkeypair", "-alias", "server", "-dname", "CN=scripted"));
    command.addAll(List.of("-keyalg", "EC", "-groupname", "secp256r1", "-ext", "san=" + names));
    command.addAll(List.of("-startdate", start, "-validity", days, "-storetype", "PKCS12"));
    command.addAll(List.of("-keystore", file.toString(), "-storepass", new String(PASSWORD)));
    try {
      Process keytool =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!keytool.waitFor(60, TimeUnit.SECONDS) || keytool.exitValue() != 0) {
        throw new AssertionError("keytool failed");
      }
      KeyStore store = KeyStore.getInstance("PKCS12");
      try (InputStream in = Files.newInputStream(file)) {
        store.load(in, PASSWORD);
      }
      return new ScriptedCertificate(store);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  public X509Certificate certificate() {
    try {
      return (X509Certificate) store.getCertificate("server");
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  /** Writes the certificate, without its key, as PEM. */
  public Path writePem(Path file) throws IOException {
    try {
      String body =
          Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate().getEncoded());
      return Files.writeString(
          file, "-----BEGIN CERTIFICATE-----\n" + body + "\n-----END CERTIFICATE-----\n");
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  public SSLContext context() {
    try {
      KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
      keys.init(store, PASSWORD);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), null, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }
}
