import type { Language } from '../rules/text.ts';

/** A profile with comments in the language of whoever fills it in: valid as it stands, to be changed line by line. */
export const profileTemplate = (language: Language): string => (language === 'ja' ? japanese : english);

const japanese = `# 機器のプロファイル(akashi check 用)
# 検査の前に、機器についてベンダーが申告する内容を書きます。パスワードは書かず、環境変数の名前だけを書きます。
# 例は架空のカメラです。機器に合わせて直し、要らない行は削ってください。

device:
  maker: 株式会社サンプル
  model: SC-100
  firmware: "1.2.3"          # 数字だけでも引用符で囲みます
  serial: "SC100-000001"     # 検査する一台の製造番号

# 開いている必要がある待受けポートと、その理由。書いていないポートが開いていると「申告がない」となります。
interfaces:
  - at: tcp/443
    service: 管理画面(HTTPS)
    why: 利用者が設定を行うため
    authentication: password   # password / key / certificate / token / none
    administration: true       # 設定や保護すべきデータに触れるもの
  # - { at: udp/5353, service: mDNS, why: アプリが機器を見付けるため, authentication: none }

# ログインの方法。kind: http-basic / http-digest / http-form / http-json / ssh / telnet / ftp / mqtt
logins:
  - id: web
    kind: http-form
    user: admin
    passwordFrom: CAMERA_PASSWORD            # 正しいパスワードを入れた環境変数
    factory: unique-per-device               # unique-per-device / change-at-first-use / none
    defaultsFrom: [CAMERA_FACTORY_PASSWORD]  # 取扱説明書や銘板にある出荷時のパスワード(なければこの行を削る)
    port: 443
    tls: true
    path: /login
    fields: { user: username, password: password }
    success: { status: [302, 303], cookie: session }   # ログインできたことの目印
    # token: { path: /login, field: csrf }             # 送る前に取り出す隠し項目があるとき

# 読取り:ログインあり・なしで読み、停電・更新・消去の前後で比べるもの。
# what: settings(設定)/ version(版)/ personal-data(利用者のデータ)/ public(公開してよいもの)
readings:
  - { id: version, port: 443, tls: true, path: /api/version, needs: public, what: version, compare: '"version": *"([^"]+)"' }
  - { id: settings, port: 443, tls: true, path: /api/settings, needs: web, what: settings }

# 更新。upload を書くと、改変した更新が機器に送られます。受け入れる機器は動かなくなることがあります。
# upload を書かなければ、人が取扱説明書の手順で渡します。
# update:
#   image: firmware-1.2.3.bin        # 正規の更新ファイル(このファイルからの相対パス)
#   upload: { port: 443, tls: true, path: /api/update, login: web, field: image, refused: { status: [400, 422] } }

# 脆弱性開示ポリシー
# disclosure:
#   policy: https://www.example.com/security
#   securityTxt: https://www.example.com/.well-known/security.txt

# 自分で調べた脆弱性の一覧(JSON)。機器が名乗るプログラムについて調べた範囲を covers に書きます
# advisories: advisories.json

# 物理インタフェース: none(ない)/ used(使う)/ disabled(無効にしてある)
physical:
  bluetooth: none
  usb: none

# 検査の限度
bounds:
  tcp: [1, 65535]
  rate: 150             # 毎秒の接続数の上限。小さな機器に無理をさせない値です
  wrongPasswords: 20    # 一つのログインに試す誤ったパスワードの上限
  scanMinutes: 12
`;

const english = `# Profile of a device (for akashi check)
# What the vendor says about the device before it is tested. Passwords never stand here: only the names of environment variables.
# The example is a camera that is none. Change it line by line and delete what you do not need.

device:
  maker: Example Ltd.
  model: SC-100
  firmware: "1.2.3"          # in quotes, even when it is only digits
  serial: "SC100-000001"     # of the one device that is tested

# Ports that must listen, and why. Any other open port is told as not declared.
interfaces:
  - at: tcp/443
    service: Settings (HTTPS)
    why: Its owner sets it up
    authentication: password   # password / key / certificate / token / none
    administration: true       # it reaches settings or protected data
  # - { at: udp/5353, service: mDNS, why: The app finds the device, authentication: none }

# How one logs in. kind: http-basic / http-digest / http-form / http-json / ssh / telnet / ftp / mqtt
logins:
  - id: web
    kind: http-form
    user: admin
    passwordFrom: CAMERA_PASSWORD            # environment variable with the right password
    factory: unique-per-device               # unique-per-device / change-at-first-use / none
    defaultsFrom: [CAMERA_FACTORY_PASSWORD]  # factory passwords of the manual or the label (delete the line when there is none)
    port: 443
    tls: true
    path: /login
    fields: { user: username, password: password }
    success: { status: [302, 303], cookie: session }   # what tells that one is in
    # token: { path: /login, field: csrf }             # a hidden field to be fetched before

# Readings: read with and without login, and compared before and after loss of power, updates and erasing.
# what: settings / version / personal-data / public
readings:
  - { id: version, port: 443, tls: true, path: /api/version, needs: public, what: version, compare: '"version": *"([^"]+)"' }
  - { id: settings, port: 443, tls: true, path: /api/settings, needs: web, what: settings }

# Updates. With upload a tampered image is sent to the device; one that takes it may be ruined.
# Without upload a person updates the device as its manual says.
# update:
#   image: firmware-1.2.3.bin        # the genuine image, relative to this file
#   upload: { port: 443, tls: true, path: /api/update, login: web, field: image, refused: { status: [400, 422] } }

# The vulnerability disclosure policy
# disclosure:
#   policy: https://www.example.com/security
#   securityTxt: https://www.example.com/.well-known/security.txt

# Your own list of known vulnerabilities (JSON); covers names the programs that you looked up completely
# advisories: advisories.json

# Physical interfaces: none / used / disabled
physical:
  bluetooth: none
  usb: none

# Bounds of the test
bounds:
  tcp: [1, 65535]
  rate: 150             # connections a second at most: small devices are not overrun
  wrongPasswords: 20    # for one login at most
  scanMinutes: 12
`;
