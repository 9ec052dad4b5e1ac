-- ASP.NET Core Identity's tables as its EF Core stores expect them, plus shops.
-- AUTOINCREMENT: an id is never given twice, so that a new buyer cannot inherit a deleted one's orders.
-- Times are milliseconds since 1970, UTC.
CREATE TABLE shops (
    Id   INTEGER PRIMARY KEY AUTOINCREMENT,
    Name TEXT NOT NULL COLLATE NOCASE UNIQUE
);

CREATE TABLE users (
    Id                   INTEGER PRIMARY KEY AUTOINCREMENT,
    DisplayName          TEXT NOT NULL,
    SellerId             INTEGER REFERENCES shops (Id),
    CreatedAt            INTEGER NOT NULL,
    UserName             TEXT,
    NormalizedUserName   TEXT UNIQUE,
    Email                TEXT,
    NormalizedEmail      TEXT UNIQUE,
    EmailConfirmed       INTEGER NOT NULL,
    PasswordHash         TEXT,
    SecurityStamp        TEXT,
    ConcurrencyStamp     TEXT,
    PhoneNumber          TEXT,
    PhoneNumberConfirmed INTEGER NOT NULL,
    TwoFactorEnabled     INTEGER NOT NULL,
    LockoutEnd           INTEGER,
    LockoutEnabled       INTEGER NOT NULL,
    AccessFailedCount    INTEGER NOT NULL
);

CREATE TABLE roles (
    Id               INTEGER PRIMARY KEY AUTOINCREMENT,
    Name             TEXT,
    NormalizedName   TEXT UNIQUE,
    ConcurrencyStamp TEXT
);

CREATE TABLE user_roles (
    UserId INTEGER NOT NULL REFERENCES users (Id) ON DELETE CASCADE,
    RoleId INTEGER NOT NULL REFERENCES roles (Id) ON DELETE CASCADE,
    PRIMARY KEY (UserId, RoleId)
) WITHOUT ROWID;

CREATE TABLE user_claims (
    Id         INTEGER PRIMARY KEY AUTOINCREMENT,
    UserId     INTEGER NOT NULL REFERENCES users (Id) ON DELETE CASCADE,
    ClaimType  TEXT,
    ClaimValue TEXT
);

CREATE TABLE user_logins (
    LoginProvider       TEXT NOT NULL,
    ProviderKey         TEXT NOT NULL,
    ProviderDisplayName TEXT,
    UserId              INTEGER NOT NULL REFERENCES users (Id) ON DELETE CASCADE,
    PRIMARY KEY (LoginProvider, ProviderKey)
);

CREATE TABLE user_tokens (
    UserId        INTEGER NOT NULL REFERENCES users (Id) ON DELETE CASCADE,
    LoginProvider TEXT NOT NULL,
    Name          TEXT NOT NULL,
    Value         TEXT,
    PRIMARY KEY (UserId, LoginProvider, Name)
);

CREATE TABLE role_claims (
    Id         INTEGER PRIMARY KEY AUTOINCREMENT,
    RoleId     INTEGER NOT NULL REFERENCES roles (Id) ON DELETE CASCADE,
    ClaimType  TEXT,
    ClaimValue TEXT
);

INSERT INTO roles (Name, NormalizedName) VALUES
    ('buyer', 'BUYER'), ('seller', 'SELLER'), ('manager', 'MANAGER'), ('admin', 'ADMIN');
