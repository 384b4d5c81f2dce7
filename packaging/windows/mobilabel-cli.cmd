@echo off
rem The command line of Mobilabel: the app as plain Node, without a window.
setlocal
set ELECTRON_RUN_AS_NODE=1
"%~dp0Mobilabel.exe" "%~dp0resources\app.asar\out\main\cli.js" %*
exit /b %ERRORLEVEL%
