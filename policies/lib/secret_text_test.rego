package seaworthy.lib.secret_text_test

import data.seaworthy.lib.secret_text

test_secret_names[name] if {
	some name in [
		"PASSWORD", "DB_PASSWORD", "dbPassword", "admin_passwd", "SECRET_KEY", "API_KEY", "auth-token",
		"AWS_SECRET_ACCESS_KEY", "--password", "PGPASS", "smtp.password", "clientSecret", "requirepass",
		"PASSWORD_HASH", "DB_PASS",
	]
	secret_text.is_secret_name(name)
}

test_harmless_names[name] if {
	some name in [
		"PASSWORD_FILE", "SECRET_NAME", "TLS_KEY_PATH", "passwordSecretRef", "TOKEN_URL", "TOKEN_TTL",
		"PASSWORD_POLICY", "MIN_PASSWORD_LENGTH", "AWS_ACCESS_KEY_ID", "--no-password", "KEY", "SORT_KEY",
		"COMPASS_HOST", "TOKENIZER", "bypass_cache", "secrets.conf", "secret_namespace", "max_tokens", "REQUIRE_PASSWORD",
		"", "HOST", "existingSecret", "ssl_passphrase_command", "password_encryption",
	]
	not secret_text.is_secret_name(name)
}

test_literals[value] if {
	some value in ["hunter2", "\"hunter2\"", "12345", "p@ss word", "a/b+c=="]
	secret_text.is_literal(value)
}

test_not_literals[value] if {
	some value in ["", "\"\"", "$(DB_PASSWORD)", "${PW}", "`cat /x`", "/run/secrets/pw", "vault:db#pw", "<set-me>", "False", "none", "*****", "{{ .Values.pw }}", "$pbkdf2-sha512$x"]
	not secret_text.is_literal(value)
}

test_numbers_are_literal if secret_text.is_literal(5)

test_passwords_in_urls if {
	secret_text.has_password_in_url("postgresql://odoo:hunter2@db:5432/harbor")
	secret_text.has_password_in_url("see redis://:hunter2@cache/0 and more")
	secret_text.has_password_in_url("https://a:b@c@host/")
}

test_urls_without_passwords[url] if {
	some url in ["https://erp.example/a@b:c", "postgresql://odoo@db/harbor", "postgresql://odoo:$(PW)@db", "postgresql://odoo:${PW}@db", "postgresql://odoo:@db", "db:5432", "https://host:8080/"]
	not secret_text.has_password_in_url(url)
}

test_private_keys if {
	secret_text.has_private_key("-----BEGIN RSA PRIVATE KEY-----\nMII")
	not secret_text.has_private_key("-----BEGIN CERTIFICATE-----\nMII")
}

test_assignments if {
	secret_text.is_assignment("--password=hunter2")
	secret_text.is_assignment("PGPASSWORD=hunter2")
	not secret_text.is_assignment("--password-file=/run/pw")
	not secret_text.is_assignment("PGPASSWORD=$(cat")
	not secret_text.is_assignment("--verbose=1")
	not secret_text.is_assignment("password")
}

test_settings[line] if {
	some line in ["admin_passwd = hunter2", "db_password: hunter2", "  \"password\": \"hunter2\",", "requirepass=x", "requirepass hunter2"]
	secret_text.is_setting(line)
}

test_no_settings[line] if {
	some line in [
		"# admin_passwd = hunter2", "; db_password = x", "admin_passwd =", "db_password = False",
		"password = os.environ['PW']", "passwordSecretRef: db", "see the password: it is long", "// password: x", "",
		"data_dir = /var/lib/odoo",
	]
	not secret_text.is_setting(line)
}

test_may_tell if {
	secret_text.may_tell("a\nDB_Password = x")
	not secret_text.may_tell("workers = 4")
}
